/** The logs that ElastiCache delivers. */
export type LogType = 'slow-log' | 'engine-log';

/** An entry of `LogDeliveryConfigurations`. */
export interface RenderedLogDelivery extends LogDestination {
  readonly logFormat: string;
  readonly logType: LogType;
}

/** Where a log goes. */
export interface LogDestination {
  readonly destinationType: string;
  readonly destinationDetails: {
    readonly cloudWatchLogsDetails?: { readonly logGroup: string };
    readonly kinesisFirehoseDetails?: { readonly deliveryStream: string };
  };
}
