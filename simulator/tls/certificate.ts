import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bits, boolean, integer, objectId, octets, sequence, set, tagged, text, time } from './der.ts'

export interface Issued {
  readonly certificatePem: string
  readonly privateKey: KeyObject
  readonly name: string
  readonly keyId: Buffer
}

/** Browsers accept no server certificate that lives longer. */
const lifeDays = 397
const dayMs = 86_400_000
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))

/** A certificate authority that can certify these hosts and no others. Keep its key only as long as it is needed. */
export function makeAuthority(hosts: readonly string[], now: Date): Issued {
  const permitted = hosts.map((host) => sequence(dnsName(host)))
  return issue('Simulated Amazon, a local test authority', now, null, (keyId) => [
    extension('2.5.29.19', sequence(boolean(true), integer(0)), 'critical'),
    extension('2.5.29.15', bits(Buffer.from([0b0000_0110]), 1), 'critical'),
    extension('2.5.29.30', sequence(tagged(0, Buffer.concat(permitted))), 'critical'),
    extension('2.5.29.14', octets(keyId)),
  ])
}

/** A server certificate for all of these hosts. */
export function issueServer(authority: Issued, hosts: readonly string[], now: Date): Issued {
  return issue('Simulated Amazon', now, authority, (keyId) => [
    extension('2.5.29.19', sequence(), 'critical'),
    extension('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7), 'critical'),
    extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...hosts.map(dnsName))),
    extension('2.5.29.14', octets(keyId)),
    extension('2.5.29.35', sequence(tagged(0, authority.keyId, 'instead'))),
  ])
}

function issue(
  name: string,
  now: Date,
  issuer: Issued | null,
  extensions: (keyId: Buffer) => readonly Buffer[],
): Issued {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const keyId = createHash('sha1').update(spki.subarray(-65)).digest()
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)])
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    integer(serial),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(time(new Date(now.getTime() - dayMs)), time(new Date(now.getTime() + (lifeDays - 1) * dayMs))),
    distinguishedName(name),
    spki,
    tagged(3, sequence(...extensions(keyId))),
  )
  const signature = sign('sha256', toBeSigned, issuer?.privateKey ?? privateKey)
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bits(signature))
  return { certificatePem: toPem(certificate), privateKey, name, keyId }
}

const dnsName = (host: string) => tagged(2, Buffer.from(host, 'ascii'), 'instead')

const distinguishedName = (name: string) => sequence(set(sequence(objectId('2.5.4.3'), text(name))))

const extension = (id: string, value: Buffer, critical?: 'critical') =>
  sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value))

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
