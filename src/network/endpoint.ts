import { Token } from 'aws-cdk-lib/core';

/** Where clients connect: a host name and a port. */
export class Endpoint {
  /** The host name, without the port. */
  public readonly hostname: string;

  /** The port number; may be a token. */
  public readonly port: number;

  /** Host name and port in one string, `hostname:port`. */
  public readonly socketAddress: string;

  /**
   * @param hostname the host name, without the port
   * @param port the port number; may be a token
   */
  constructor(hostname: string, port: number) {
    this.hostname = hostname;
    this.port = port;
    this.socketAddress = `${hostname}:${this.portAsString()}`;
  }

  /** The port as a string, for places that take no number, such as environment variables. */
  public portAsString(): string {
    return Token.isUnresolved(this.port) ? Token.asString(this.port) : String(this.port);
  }
}
