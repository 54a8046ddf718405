import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a TLS server needs. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of this run alone. */
export class Authority {
  /** The certificate that clients have to trust. */
  public readonly caFile: string;
  private readonly caKey: string;

  constructor(private readonly folder: string) {
    this.caFile = join(folder, 'ca.pem');
    this.caKey = join(folder, 'ca.key');
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=Test CA',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign',
      '-keyout',
      this.caKey,
      '-out',
      this.caFile,
    );
  }

  /** A certificate for a loopback address. */
  public issue(address: string): Certificate {
    const certFile = join(this.folder, `${address}.pem`);
    const keyFile = join(this.folder, `${address}.key`);
    const request = join(this.folder, `${address}.csr`);
    const extensions = join(this.folder, `${address}.ext`);
    writeFileSync(
      extensions,
      `subjectAltName=IP:${address}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth,clientAuth\n`,
    );
    openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${address}`,
      '-keyout',
      keyFile,
      '-out',
      request,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      request,
      '-CA',
      this.caFile,
      '-CAkey',
      this.caKey,
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      extensions,
      '-out',
      certFile,
    );
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  }
}

function openssl(...args: string[]) {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
