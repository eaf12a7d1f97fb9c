import { BlockList, isIP } from 'node:net'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { addKeyNetwork, findApiKey, hasOtherNetworks } from '../store/api-keys.ts'

/**
 * The network that an address is in: /24 for IPv4, /48 for IPv6, since providers move their machines within those. Null
 * for anything else.
 */
export function networkOf(address: string | null): string | null {
  if (address === null) return null
  if (!address.includes(':')) {
    const parts = address.split('.')
    return parts.length === 4 ? `${parts.slice(0, 3).join('.')}.0/24` : null
  }
  const [head = '', tail] = address.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const groups = [...front, ...zeros, ...back].slice(0, 3).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.join(':')}::/48`
}

const mostNetworks = 20

/** CIDR blocks, separated by commas, spaces or lines; a bare address stands for itself. Null for none. */
export function parseKeyNetworks(text: string): readonly string[] | null {
  const blocks = text.split(/[\s,]+/).filter((block) => block !== '')
  if (blocks.length > mostNetworks) throw new AppError('api_key_networks_invalid')
  const networks = blocks.map((block) => {
    const [address = '', prefix, ...rest] = block.split('/')
    const bits = isIP(address) === 6 ? 128 : 32
    const length = prefix ?? String(bits)
    if (isIP(address) === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits) {
      throw new AppError('api_key_networks_invalid', { detail: `“${block.slice(0, 60)}” isn’t a network.` })
    }
    return `${address}/${Number(length)}`
  })
  return networks.length === 0 ? null : [...new Set(networks)]
}

/** An unknown address is in no network. */
export function isWithinNetworks(networks: readonly string[], address: string | null): boolean {
  if (address === null || isIP(address) === 0) return false
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', prefix = ''] = network.split('/')
    list.addSubnet(base, Number(prefix), familyOf(base))
  }
  return list.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/**
 * Records that a key was used from a network. An event is appended when it is a new one; the first network of a key is
 * its baseline. Idempotent.
 */
export async function recordKeyNetwork(ctx: Context, keyId: string, network: string): Promise<void> {
  requireScope(ctx, 'keys:manage')
  await inTransaction(ctx, async (tx) => {
    const key = await findApiKey(tx.db, keyId)
    if (key === null || !(await addKeyNetwork(tx.db, keyId, network, tx.now()))) return
    if (!(await hasOtherNetworks(tx.db, keyId, network))) return
    const { applicationId, accountId, name, prefix } = key
    await appendEvents(tx, [
      {
        type: 'key.used_from_new_network',
        subjectId: keyId,
        applicationId,
        accountId,
        data: { name, prefix, network },
      },
    ])
  })
}
