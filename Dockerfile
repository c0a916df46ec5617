# docker build -t aligncheck . && docker run --rm --network none -v "$PWD:/work" aligncheck articles/
# Any Debian with Python 3.11 or newer and its venv will do as the base. Who publishes the image names the base by its
# digest, too (python:3.13.9-slim-trixie@sha256:...). .ci/image builds and tries it.
ARG BASE=python:3.13.9-slim-trixie

FROM $BASE AS build
COPY requirements-image.lock /src/
# Each file is checked against its hash: first what builds those that come as sources, and aligncheck itself
RUN python3 -m venv /opt/aligncheck \
    && sed -n '/^setuptools==/,/[^\\]$/p' /src/requirements-image.lock > /src/setuptools.lock \
    && /opt/aligncheck/bin/pip install --quiet --no-cache-dir --require-hashes -r /src/setuptools.lock \
    && /opt/aligncheck/bin/pip install --quiet --no-cache-dir --no-build-isolation --require-hashes -r /src/requirements-image.lock
COPY LICENSE NOTICE README.md pyproject.toml /src/
COPY align /src/align
COPY glossary /src/glossary
COPY docs/aligncheck.1 /src/docs/
# Removes what does not run: what has built it, the tests of packages, a model that comes with jieba
RUN /opt/aligncheck/bin/pip install --quiet --no-cache-dir --no-build-isolation --no-deps /src \
    && /opt/aligncheck/bin/pip uninstall --yes --quiet setuptools pip \
    && find /opt/aligncheck -depth -type d '(' -name tests -o -name lac_small ')' -exec rm -r '{}' +

FROM $BASE
# git, for --since and --stale, without the modules of Perl that only some of its commands need (svn, send-email).
# A repository that is mounted may belong to another user, as those do that a CI system checks out.
# hadolint ignore=DL3008
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends git \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* /usr/share/perl /usr/lib/*-linux-gnu/perl \
    && git config --system --add safe.directory '*'
COPY --from=build /opt/aligncheck /opt/aligncheck
# Whoever runs it (docker run --user) can write the cache
ENV PATH=/opt/aligncheck/bin:$PATH LANG=C.UTF-8 XDG_CACHE_HOME=/tmp
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["aligncheck"]
