import sys

import aws_cdk as cdk
import cdk_elasticache as elasticache
from aws_cdk import aws_ec2 as ec2, aws_lambda as lambda_


def good(folder: str) -> None:
    app = cdk.App(outdir=folder, analytics_reporting=False)
    stack = cdk.Stack(app, "Shop")
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=0, restrict_default_security_group=False)
    fn = lambda_.Function(
        stack, "Function",
        runtime=lambda_.Runtime.NODEJS_22_X,
        handler="index.handler",
        code=lambda_.Code.from_inline("exports.handler = async () => {};"),
        vpc=vpc,
        vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
    )

    reader = elasticache.PasswordUser(
        stack, "Reader",
        access_control=elasticache.AccessControl.read_only(key_patterns=["app:*"]),
    )
    writer = elasticache.IamUser(
        stack, "Writer",
        access_control=elasticache.AccessControl.read_write(key_patterns=["app:*"]),
    )
    users = elasticache.UserGroup(stack, "Users", users=[reader, writer])
    sessions = elasticache.ServerlessCache(
        stack, "Sessions",
        engine=elasticache.CacheEngine.VALKEY_8,
        vpc=vpc,
        user_group=users,
        cache_usage_limits=elasticache.CacheUsageLimitsProperty(
            data_storage_maximum_size=cdk.Size.gibibytes(10), request_rate_limit_maximum=5000,
        ),
    )
    sessions.connect_as(writer, fn)
    sessions.add_recommended_alarms()

    products = elasticache.ReplicationGroup(
        stack, "Products",
        vpc=vpc,
        node_type=elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
        cluster_mode=elasticache.ClusterMode.enabled(shard_count=3, replicas_per_shard=1),
        authentication=elasticache.Authentication.user_group(users),
        parameters={"maxmemory-policy": "allkeys-lru"},
        slow_log=elasticache.LogDelivery.to_new_log_group(),
    )
    products.connect_as(reader, fn, environment_prefix="PRODUCTS")
    products.metrics.evictions().create_alarm(stack, "Evictions", threshold=100, evaluation_periods=3)

    app.synth()


def bad(target: str) -> str:
    stack = cdk.Stack(cdk.App(), "Shop")
    vpc = ec2.Vpc(stack, "Vpc")
    try:
        if target == "cache":
            elasticache.ServerlessCache(
                stack, "Sessions",
                vpc=vpc,
                serverless_cache_name="no good name",
                cache_usage_limits=elasticache.CacheUsageLimitsProperty(request_rate_limit_maximum=1),
            )
        else:
            reader = elasticache.IamUser.from_user_id(stack, "Reader", "reader")
            elasticache.ServerlessCache(stack, "Sessions", vpc=vpc).connect_as(reader, vpc)
    except Exception as error:
        return str(error)
    return "no error"


def acknowledge(name: str, scope: str, rule: str, folder: str) -> str:
    context = {"cdk-elasticache:acknowledgements": {rule: "AWS accepts it"}} if scope == "context" else {}
    app = cdk.App(outdir=folder, analytics_reporting=False, context=context)
    stack = cdk.Stack(app, "Shop")
    if scope == "stack":
        cdk.Validations.of(stack).acknowledge(cdk.Acknowledgment(id=rule, reason="AWS accepts it"))
    try:
        vpc = ec2.Vpc(stack, "Vpc", restrict_default_security_group=False)
        elasticache.ServerlessCache(stack, "Sessions", vpc=vpc, serverless_cache_name=name)
        app.synth()
    except Exception as error:
        return str(error)
    return "no error"


if sys.argv[1] == "good":
    good(sys.argv[2])
elif sys.argv[1] == "bad":
    print(bad(sys.argv[2]))
else:
    print(acknowledge(*sys.argv[2:]))
