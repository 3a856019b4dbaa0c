// Starts whichever viewer the page has loaded.
const place = document.getElementById("docs");
const url = place.dataset.openapi;
if (window.SwaggerUIBundle) {
  window.SwaggerUIBundle({ url, domNode: place, deepLinking: true });
} else {
  window.Redoc.init(url, { disableSearch: true, hideDownloadButton: false }, place);
}
