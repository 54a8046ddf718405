from tasks import greet

print(greet.delay("Celery").get(timeout=30))
