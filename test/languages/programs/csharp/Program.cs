using System;
using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Lambda;
using elasticache = CdkElastiCache;

static void Good(string folder)
{
    var app = new App(new AppProps { Outdir = folder, AnalyticsReporting = false });
    var stack = new Stack(app, "Shop");
    var vpc = new Vpc(stack, "Vpc", new VpcProps { MaxAzs = 2, NatGateways = 0, RestrictDefaultSecurityGroup = false });
    var fn = new Function(stack, "Function", new FunctionProps
    {
        Runtime = Runtime.NODEJS_22_X,
        Handler = "index.handler",
        Code = Code.FromInline("exports.handler = async () => {};"),
        Vpc = vpc,
        VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED },
    });

    var reader = new elasticache.PasswordUser(stack, "Reader", new elasticache.PasswordUserProps
    {
        AccessControl = elasticache.AccessControl.ReadOnly(new elasticache.AccessPresetOptions { KeyPatterns = new[] { "app:*" } }),
    });
    var writer = new elasticache.IamUser(stack, "Writer", new elasticache.IamUserProps
    {
        AccessControl = elasticache.AccessControl.ReadWrite(new elasticache.AccessPresetOptions { KeyPatterns = new[] { "app:*" } }),
    });
    var users = new elasticache.UserGroup(stack, "Users", new elasticache.UserGroupProps { Users = new elasticache.IUser[] { reader, writer } });
    var sessions = new elasticache.ServerlessCache(stack, "Sessions", new elasticache.ServerlessCacheProps
    {
        Engine = elasticache.CacheEngine.VALKEY_8,
        Vpc = vpc,
        UserGroup = users,
        CacheUsageLimits = new elasticache.CacheUsageLimitsProperty
        {
            DataStorageMaximumSize = Size.Gibibytes(10),
            RequestRateLimitMaximum = 5000,
        },
    });
    sessions.ConnectAs(writer, fn);
    sessions.AddRecommendedAlarms();

    var products = new elasticache.ReplicationGroup(stack, "Products", new elasticache.ReplicationGroupProps
    {
        Vpc = vpc,
        NodeType = elasticache.NodeType.Of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
        ClusterMode = elasticache.ClusterMode.Enabled(new elasticache.ClusterModeEnabledOptions { ShardCount = 3, ReplicasPerShard = 1 }),
        Authentication = elasticache.Authentication.UserGroup(users),
        Parameters = new Dictionary<string, string> { ["maxmemory-policy"] = "allkeys-lru" },
        SlowLog = elasticache.LogDelivery.ToNewLogGroup(),
    });
    products.ConnectAs(reader, fn, new elasticache.ConnectOptions { EnvironmentPrefix = "PRODUCTS" });
    products.Metrics.Evictions().CreateAlarm(stack, "Evictions", new CreateAlarmOptions { Threshold = 100, EvaluationPeriods = 3 });

    app.Synth();
}

static string Bad(string target)
{
    var stack = new Stack(new App(), "Shop");
    var vpc = new Vpc(stack, "Vpc");
    try
    {
        if (target == "cache")
        {
            new elasticache.ServerlessCache(stack, "Sessions", new elasticache.ServerlessCacheProps
            {
                Vpc = vpc,
                ServerlessCacheName = "no good name",
                CacheUsageLimits = new elasticache.CacheUsageLimitsProperty { RequestRateLimitMaximum = 1 },
            });
        }
        else
        {
            var reader = elasticache.IamUser.FromUserId(stack, "Reader", "reader");
            new elasticache.ServerlessCache(stack, "Sessions", new elasticache.ServerlessCacheProps { Vpc = vpc }).ConnectAs(reader, vpc);
        }
    }
    catch (Exception error)
    {
        return error.Message;
    }
    return "no error";
}

static string Acknowledge(string name, string scope, string rule, string folder)
{
    var context = new Dictionary<string, object>();
    if (scope == "context")
    {
        context["cdk-elasticache:acknowledgements"] = new Dictionary<string, object> { [rule] = "AWS accepts it" };
    }
    var app = new App(new AppProps { Outdir = folder, AnalyticsReporting = false, Context = context });
    var stack = new Stack(app, "Shop");
    if (scope == "stack")
    {
        Validations.Of(stack).Acknowledge(new Acknowledgment { Id = rule, Reason = "AWS accepts it" });
    }
    try
    {
        var vpc = new Vpc(stack, "Vpc", new VpcProps { RestrictDefaultSecurityGroup = false });
        new elasticache.ServerlessCache(stack, "Sessions", new elasticache.ServerlessCacheProps { Vpc = vpc, ServerlessCacheName = name });
        app.Synth();
    }
    catch (Exception error)
    {
        return error.Message;
    }
    return "no error";
}

switch (args[0])
{
    case "good": Good(args[1]); break;
    case "bad": Console.WriteLine(Bad(args[1])); break;
    default: Console.WriteLine(Acknowledge(args[1], args[2], args[3], args[4])); break;
}
