# The one image of all Airflow services: the locked environment and the rooms, run by a user without rights.
FROM python:3.11.14-slim-trixie

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/opt/p8 \
    AIRFLOW_HOME=/var/lib/p8/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/p8/dags \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    P8_HOME=/var/lib/p8/state

WORKDIR /opt/p8
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock

RUN useradd --uid 10001 --home-dir /var/lib/p8 --create-home --shell /usr/sbin/nologin p8 \
    && mkdir -p /var/lib/p8/airflow/logs /var/lib/p8/state \
    && chown -R p8:p8 /var/lib/p8
COPY scrapy.cfg .
COPY dags dags
COPY scrapers scrapers
COPY transforms transforms
COPY warehouse warehouse
COPY pipeline pipeline
COPY local local
COPY tests/__init__.py tests/__init__.py
COPY tests/sample_web tests/sample_web

USER p8
