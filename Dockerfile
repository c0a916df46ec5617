# docker build -t aligncheck . && docker run --rm -v "$PWD:/work" aligncheck articles/
FROM python:3.12.12-slim-bookworm AS build
COPY LICENSE NOTICE README.md pyproject.toml /src/
COPY align /src/align
COPY glossary /src/glossary
COPY docs/aligncheck.1 /src/docs/
RUN python -m venv /opt/aligncheck && /opt/aligncheck/bin/pip install --no-cache-dir /src

FROM python:3.12.12-slim-bookworm
COPY --from=build /opt/aligncheck /opt/aligncheck
# Whoever runs it (docker run --user) can write the cache
ENV PATH=/opt/aligncheck/bin:$PATH XDG_CACHE_HOME=/tmp
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["aligncheck"]
