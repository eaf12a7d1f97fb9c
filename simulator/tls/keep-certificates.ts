import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFile, replaceFile } from '../replace-file.ts'
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
  const readFit = () => readServerFile(serverFile, hosts, now)
  const { authorityPem, certificatePem, keyPem } =
    (await readFit()) ?? (await renew(serverFile, hosts, now, readFit))
  if ((await readIfAny(authorityFile)) !== authorityPem) await replaceFile(authorityFile, authorityPem, 0o644)
  return { authorityFile, certificatePem, keyPem }
}

/** What the server's file contains, in this order. `ca.pem` is a copy of the authority's certificate. */
interface ServerFile {
  readonly certificatePem: string
  readonly authorityPem: string
  readonly keyPem: string
}

/** Of several simulators that start with a new folder, the first one's certificates are those of all. */
async function renew(
  serverFile: string,
  hosts: readonly string[],
  now: Date,
  readFit: () => Promise<ServerFile | null>,
): Promise<ServerFile> {
  const authority = makeAuthority(hosts, now)
  const authorityPem = authority.certificatePem
  const { certificatePem, privateKey } = issueServer(authority, hosts, now)
  const keyPem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const content = certificatePem + authorityPem + keyPem
  if (!(await createFile(serverFile, content, 0o600))) {
    const first = await readFit()
    if (first !== null) return first
    await replaceFile(serverFile, content, 0o600)
  }
  return { certificatePem, authorityPem, keyPem }
}

async function readServerFile(file: string, hosts: readonly string[], now: Date): Promise<ServerFile | null> {
  const [certificatePem, authorityPem, keyPem] =
    (await readIfAny(file))?.split(/(?<=\n)(?=-----BEGIN )/) ?? []
  if (certificatePem === undefined || authorityPem === undefined || keyPem === undefined) return null
  try {
    const certificate = new X509Certificate(certificatePem)
    const isFit =
      certificate.verify(new X509Certificate(authorityPem).publicKey) &&
      certificate.checkPrivateKey(createPrivateKey(keyPem)) &&
      Date.parse(certificate.validTo) - now.getTime() > spareMs &&
      Date.parse(certificate.validFrom) <= now.getTime() &&
      hosts.every((host) => certificate.checkHost(host) !== undefined)
    return isFit ? { certificatePem, authorityPem, keyPem } : null
  } catch {
    // Damaged: new ones fix it.
    return null
  }
}

/** Null: it can't be read. Writing it then says why. */
const readIfAny = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null)
