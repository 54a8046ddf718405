// The module that AWS Lambda provides to functions with inline code. Like there, a seventh argument is ignored.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = async (event, context, status, data, physicalResourceId, noEcho) => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  await fetch(ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      Status: status,
      Reason: `See the log stream ${context.logStreamName}`,
      PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId,
      RequestId,
      LogicalResourceId,
      NoEcho: noEcho || false,
      Data: data,
    }),
  });
};
