import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The certificate and key of a TLS server. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that exists only during one run. */
export class CertificateAuthority {
  /** The certificate that clients have to trust. */
  public readonly caFile: string;
  private readonly caKey: string;

  constructor(private readonly folder: string) {
    this.caFile = join(folder, 'ca.pem');
    this.caKey = join(folder, 'ca.key');
    runOpenssl(
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

  /** Issues a certificate for a loopback address. */
  public issueCertificate(address: string): Certificate {
    const certFile = join(this.folder, `${address}.pem`);
    const keyFile = join(this.folder, `${address}.key`);
    const requestFile = join(this.folder, `${address}.csr`);
    const extensionsFile = join(this.folder, `${address}.ext`);
    writeFileSync(
      extensionsFile,
      `subjectAltName=IP:${address}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth,clientAuth\n`,
    );
    runOpenssl(
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
      requestFile,
    );
    runOpenssl(
      'x509',
      '-req',
      '-in',
      requestFile,
      '-CA',
      this.caFile,
      '-CAkey',
      this.caKey,
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      extensionsFile,
      '-out',
      certFile,
    );
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  }
}

function runOpenssl(...args: string[]) {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
