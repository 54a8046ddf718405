import { Token } from 'aws-cdk-lib/core';

/**
 * The host name and the port to which clients connect.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html
 */
export class Endpoint {
  /** The host name, without the port. */
  public readonly hostname: string;

  /** The port, which can be a token. */
  public readonly port: number;

  /** The host name and the port in the format `hostname:port`. */
  public readonly socketAddress: string;

  /**
   * Creates an endpoint.
   *
   * @param hostname the host name, without the port
   * @param port the port, which can be a token
   */
  constructor(hostname: string, port: number) {
    this.hostname = hostname;
    this.port = port;
    this.socketAddress = `${hostname}:${this.portAsString()}`;
  }

  /** Returns the port as a string, for example for environment variables. */
  public portAsString(): string {
    return Token.isUnresolved(this.port) ? Token.asString(this.port) : String(this.port);
  }
}
