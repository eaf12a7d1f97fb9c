import { X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../replace-file.ts'
import { issueServer, makeAuthority } from './certificate.ts'

export interface Certificates {
  /** The authority that clients have to trust; its private key no longer exists. */
  readonly authorityFile: string
  readonly certificatePem: string
  readonly keyPem: string
}

const spareMs = 30 * 86_400_000

/**
 * The certificates in `folder`, renewed when they are missing, unfit or about to expire. The authority's key is
 * discarded as soon as it has signed, so that nobody can misuse the trust that a developer gave it.
 */
export async function keepCertificates(
  folder: string,
  hosts: readonly string[],
  now: Date,
): Promise<Certificates> {
  await mkdir(folder, { recursive: true })
  const authorityFile = join(folder, 'ca.pem')
  const serverFile = join(folder, 'simulator-server.pem')
  const kept = await readKept(authorityFile, serverFile, hosts, now)
  if (kept !== null) return { authorityFile, ...kept }
  const authority = makeAuthority(hosts, now)
  const server = issueServer(authority, hosts, now)
  const keyPem = String(server.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await replaceFile(serverFile, server.certificatePem + keyPem, 0o600)
  await replaceFile(authorityFile, authority.certificatePem, 0o644)
  return { authorityFile, certificatePem: server.certificatePem, keyPem }
}

async function readKept(
  authorityFile: string,
  serverFile: string,
  hosts: readonly string[],
  now: Date,
): Promise<Omit<Certificates, 'authorityFile'> | null> {
  try {
    const [authorityPem, serverPem] = await Promise.all([
      readFile(authorityFile, 'utf8'),
      readFile(serverFile, 'utf8'),
    ])
    const certificate = new X509Certificate(serverPem)
    const isFit =
      certificate.verify(new X509Certificate(authorityPem).publicKey) &&
      Date.parse(certificate.validTo) - now.getTime() > spareMs &&
      Date.parse(certificate.validFrom) <= now.getTime() &&
      hosts.every((host) => certificate.checkHost(host) !== undefined)
    const keyPem = serverPem.slice(serverPem.indexOf('-----BEGIN PRIVATE KEY-----'))
    return isFit ? { certificatePem: serverPem.slice(0, -keyPem.length), keyPem } : null
  } catch {
    // Missing or not a certificate: new ones fix both.
    return null
  }
}
