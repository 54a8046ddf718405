import os
import ssl

from celery import Celery

url = os.environ["CELERY_URL"]
tls = {"ssl_cert_reqs": ssl.CERT_REQUIRED}

app = Celery("tasks", broker=url, backend=f"{url}?ssl_cert_reqs=required", broker_use_ssl=tls, redis_backend_use_ssl=tls)


@app.task
def greet(name):
    return f"Hello from {name}"
