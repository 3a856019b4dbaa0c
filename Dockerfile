# The Fihris command; the engine runs elsewhere (FIHRIS_ENGINE_URL).
FROM python:3.13-slim AS build
ENV UV_PROJECT_ENVIRONMENT=/opt/fihris UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir 'uv>=0.9'
WORKDIR /src
COPY pyproject.toml uv.lock README.md LICENSE NOTICE ./
RUN uv sync --locked --no-default-groups --no-install-project
COPY . .
RUN uv sync --locked --no-default-groups --no-editable

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home fihris
COPY --from=build /opt/fihris /opt/fihris
ENV PATH=/opt/fihris/bin:$PATH FIHRIS_DATA_DIR=/data PYTHONUNBUFFERED=1
USER fihris
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["fihris"]
CMD ["serve"]
