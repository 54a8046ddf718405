package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawselasticache"
	"github.com/aws/jsii-runtime-go"
	elasticache "github.com/cdk-elasticache/cdk-elasticache-go/cdkelasticache"
)

func good(folder string) {
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: &folder, AnalyticsReporting: jsii.Bool(false)})
	stack := awscdk.NewStack(app, jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs: jsii.Number(2), NatGateways: jsii.Number(0), RestrictDefaultSecurityGroup: jsii.Bool(false),
	})
	fn := awslambda.NewFunction(stack, jsii.String("Function"), &awslambda.FunctionProps{
		Runtime:    awslambda.Runtime_NODEJS_22_X(),
		Handler:    jsii.String("index.handler"),
		Code:       awslambda.Code_FromInline(jsii.String("exports.handler = async () => {};")),
		Vpc:        vpc,
		VpcSubnets: &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
	})

	reader := elasticache.NewPasswordUser(stack, jsii.String("Reader"), &elasticache.PasswordUserProps{
		AccessControl: elasticache.AccessControl_ReadOnly(&elasticache.AccessPresetOptions{KeyPatterns: jsii.Strings("app:*")}),
	})
	writer := elasticache.NewIamUser(stack, jsii.String("Writer"), &elasticache.IamUserProps{
		AccessControl: elasticache.AccessControl_ReadWrite(&elasticache.AccessPresetOptions{KeyPatterns: jsii.Strings("app:*")}),
	})
	users := elasticache.NewUserGroup(stack, jsii.String("Users"), &elasticache.UserGroupProps{
		Users: &[]interfacesawselasticache.IUserRef{reader, writer},
	})
	sessions := elasticache.NewServerlessCache(stack, jsii.String("Sessions"), &elasticache.ServerlessCacheProps{
		Engine:    elasticache.CacheEngine_VALKEY_8(),
		Vpc:       vpc,
		UserGroup: users,
		CacheUsageLimits: &elasticache.CacheUsageLimitsProperty{
			DataStorageMaximumSize: awscdk.Size_Gibibytes(jsii.Number(10)), RequestRateLimitMaximum: jsii.Number(5000),
		},
	})
	sessions.ConnectAs(writer, fn, nil)
	sessions.AddRecommendedAlarms(nil)

	products := elasticache.NewReplicationGroup(stack, jsii.String("Products"), &elasticache.ReplicationGroupProps{
		Vpc:            vpc,
		NodeType:       elasticache.NodeType_Of(elasticache.NodeFamily_R7G, elasticache.NodeSize_LARGE),
		ClusterMode:    elasticache.ClusterMode_Enabled(&elasticache.ClusterModeEnabledOptions{ShardCount: jsii.Number(3), ReplicasPerShard: jsii.Number(1)}),
		Authentication: elasticache.Authentication_UserGroup(users),
		Parameters:     &map[string]*string{"maxmemory-policy": jsii.String("allkeys-lru")},
		SlowLog:        elasticache.LogDelivery_ToNewLogGroup(nil),
	})
	products.ConnectAs(reader, fn, &elasticache.ConnectOptions{EnvironmentPrefix: jsii.String("PRODUCTS")})
	products.Metrics().Evictions(nil).CreateAlarm(stack, jsii.String("Evictions"), &awscloudwatch.CreateAlarmOptions{
		Threshold: jsii.Number(100), EvaluationPeriods: jsii.Number(3),
	})

	app.Synth(nil)
}

func bad(target string) (message string) {
	defer func() {
		if caught := recover(); caught != nil {
			message = fmt.Sprint(caught)
		}
	}()
	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), nil)
	if target == "cache" {
		elasticache.NewServerlessCache(stack, jsii.String("Sessions"), &elasticache.ServerlessCacheProps{
			Vpc:                 vpc,
			ServerlessCacheName: jsii.String("no good name"),
			CacheUsageLimits:    &elasticache.CacheUsageLimitsProperty{RequestRateLimitMaximum: jsii.Number(1)},
		})
	} else {
		reader := elasticache.IamUser_FromUserId(stack, jsii.String("Reader"), jsii.String("reader"))
		cache := elasticache.NewServerlessCache(stack, jsii.String("Sessions"), &elasticache.ServerlessCacheProps{Vpc: vpc})
		cache.ConnectAs(reader, vpc, nil)
	}
	return "no error"
}

func acknowledge(name, scope, rule, folder string) (message string) {
	defer func() {
		if caught := recover(); caught != nil {
			message = fmt.Sprint(caught)
		}
	}()
	context := map[string]interface{}{}
	if scope == "context" {
		context["cdk-elasticache:acknowledgements"] = map[string]string{rule: "AWS accepts it"}
	}
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: &folder, AnalyticsReporting: jsii.Bool(false), Context: &context})
	stack := awscdk.NewStack(app, jsii.String("Shop"), nil)
	if scope == "stack" {
		awscdk.Validations_Of(stack).Acknowledge(&awscdk.Acknowledgment{Id: &rule, Reason: jsii.String("AWS accepts it")})
	}
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{RestrictDefaultSecurityGroup: jsii.Bool(false)})
	elasticache.NewServerlessCache(stack, jsii.String("Sessions"), &elasticache.ServerlessCacheProps{
		Vpc:                 vpc,
		ServerlessCacheName: &name,
	})
	app.Synth(nil)
	return "no error"
}

func main() {
	defer jsii.Close()
	switch os.Args[1] {
	case "good":
		good(os.Args[2])
	case "bad":
		fmt.Println(bad(os.Args[2]))
	default:
		fmt.Println(acknowledge(os.Args[2], os.Args[3], os.Args[4], os.Args[5]))
	}
}
