// What AWS Lambda gives to functions whose code stands in the template, with the same signature: a seventh argument is not looked at.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = async (event, context, status, data, physicalResourceId, noEcho) => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  await fetch(ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      Status: status, Reason: `See the log stream ${context.logStreamName}`, PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId, RequestId, LogicalResourceId, NoEcho: noEcho || false, Data: data,
    }),
  });
};
