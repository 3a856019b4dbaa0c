"""The only door to Elasticsearch and OpenSearch."""
