import io.github.cdk_elasticache.*;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

public class Program {
    static void good(String folder) {
        App app = new App(AppProps.builder().outdir(folder).analyticsReporting(false).build());
        Stack stack = new Stack(app, "Shop");
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).restrictDefaultSecurityGroup(false).build();
        Function fn = Function.Builder.create(stack, "Function")
            .runtime(Runtime.NODEJS_22_X)
            .handler("index.handler")
            .code(Code.fromInline("exports.handler = async () => {};"))
            .vpc(vpc)
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
            .build();

        PasswordUser reader = PasswordUser.Builder.create(stack, "Reader")
            .accessControl(AccessControl.readOnly(AccessPresetOptions.builder().keyPatterns(List.of("app:*")).build()))
            .build();
        IamUser writer = IamUser.Builder.create(stack, "Writer")
            .accessControl(AccessControl.readWrite(AccessPresetOptions.builder().keyPatterns(List.of("app:*")).build()))
            .build();
        UserGroup users = UserGroup.Builder.create(stack, "Users").users(List.of(reader, writer)).build();
        ServerlessCache sessions = ServerlessCache.Builder.create(stack, "Sessions")
            .engine(CacheEngine.VALKEY_8)
            .vpc(vpc)
            .userGroup(users)
            .cacheUsageLimits(CacheUsageLimitsProperty.builder()
                .dataStorageMaximumSize(Size.gibibytes(10)).requestRateLimitMaximum(5000).build())
            .build();
        sessions.connectAs(writer, fn);
        sessions.addRecommendedAlarms();

        ReplicationGroup products = ReplicationGroup.Builder.create(stack, "Products")
            .vpc(vpc)
            .nodeType(NodeType.of(NodeFamily.R7G, NodeSize.LARGE))
            .clusterMode(ClusterMode.enabled(ClusterModeEnabledOptions.builder().shardCount(3).replicasPerShard(1).build()))
            .authentication(Authentication.userGroup(users))
            .parameters(Map.of("maxmemory-policy", "allkeys-lru"))
            .slowLog(LogDelivery.toNewLogGroup())
            .build();
        products.connectAs(reader, fn, ConnectOptions.builder().environmentPrefix("PRODUCTS").build());
        products.getMetrics().evictions().createAlarm(stack, "Evictions",
            CreateAlarmOptions.builder().threshold(100).evaluationPeriods(3).build());

        app.synth();
    }

    static String bad(String target) {
        Stack stack = new Stack(new App(), "Shop");
        Vpc vpc = new Vpc(stack, "Vpc");
        try {
            if (target.equals("cache")) {
                ServerlessCache.Builder.create(stack, "Sessions")
                    .vpc(vpc)
                    .serverlessCacheName("no good name")
                    .cacheUsageLimits(CacheUsageLimitsProperty.builder().requestRateLimitMaximum(1).build())
                    .build();
            } else {
                ServerlessCache.Builder.create(stack, "Sessions").vpc(vpc).build()
                    .connectAs(IamUser.fromUserId(stack, "Reader", "reader"), vpc);
            }
        } catch (Exception error) {
            return error.getMessage();
        }
        return "no error";
    }

    static String acknowledge(String name, String scope, String rule, String folder) {
        Map<String, Object> context = scope.equals("context")
            ? Map.of("cdk-elasticache:acknowledgements", Map.of(rule, "AWS accepts it"))
            : Map.of();
        App app = new App(AppProps.builder().outdir(folder).analyticsReporting(false).context(context).build());
        Stack stack = new Stack(app, "Shop");
        if (scope.equals("stack")) {
            Validations.of(stack).acknowledge(Acknowledgment.builder().id(rule).reason("AWS accepts it").build());
        }
        try {
            Vpc vpc = Vpc.Builder.create(stack, "Vpc").restrictDefaultSecurityGroup(false).build();
            ServerlessCache.Builder.create(stack, "Sessions").vpc(vpc).serverlessCacheName(name).build();
            app.synth();
        } catch (Exception error) {
            return error.getMessage();
        }
        return "no error";
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals("good")) {
            good(arguments[1]);
        } else if (arguments[0].equals("bad")) {
            System.out.println(bad(arguments[1]));
        } else {
            System.out.println(acknowledge(arguments[1], arguments[2], arguments[3], arguments[4]));
        }
    }
}
