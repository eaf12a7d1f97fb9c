import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { digestItem, message, type NotifiedItem, undeliverableAddress } from '#drizzle/schema.ts'
import type { Transaction } from '../../database/pool.ts'

/** A seller as messages know them. */
interface ToldOf {
  readonly accountId: string
  readonly authorizationIds: readonly string[]
  readonly attemptIds: readonly string[]
  readonly personIds: readonly string[]
  /** Of their people, in lower case. */
  readonly emails: readonly string[]
  readonly links: readonly { readonly id: string; readonly label: string }[]
}

/** Replaces the seller's name. */
export const deletedSeller = 'Deleted seller'

/**
 * Deletes the messages to a seller, and takes the seller out of those that tell operators of many. Returns how many
 * were deleted.
 */
export async function deleteSellerMessages(db: Transaction, seller: ToldOf): Promise<number> {
  const recipient = sql`lower(${message.recipient})`
  const deleted = await db
    .delete(message)
    .where(
      or(
        inArray(message.authorizationId, [...seller.authorizationIds]),
        inArray(message.personId, [...seller.personIds]),
        // Those to a channel of the operators are about others, too.
        and(isNull(message.channelId), inArray(recipient, [...seller.emails])),
        inArray(
          message.key,
          seller.links.map(({ id }) => `connect-link ${id}`),
        ),
      ),
    )
    .returning({ recipient })
  const addresses = [...new Set([...seller.emails, ...deleted.map((row) => String(row.recipient))])]
  await db.delete(undeliverableAddress).where(inArray(sql`lower(${undeliverableAddress.email})`, addresses))
  await removeFromMessages(db, seller)
  await removeFromDigests(db, seller)
  return deleted.length
}

/** Events and digests that name the seller. */
async function removeFromMessages(db: Transaction, seller: ToldOf): Promise<void> {
  const rows = await db
    .select({ id: message.id, subject: message.subject, data: message.data })
    .from(message)
    .where(and(inArray(message.kind, ['event', 'digest']), namesSeller(sql`${message.data}`, seller)))
    .orderBy(message.id)
    .for('update')
  for (const { id, subject, data } of rows) {
    const names: string[] = []
    const withoutSeller = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(withoutSeller)
      if (typeof value !== 'object' || value === null) return value
      if (isItem(value) && isOf(value, seller)) {
        names.push(value.name)
        return anonymous(value)
      }
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSeller(part)]))
    }
    const changed = withoutSeller(data) as typeof data
    // The subject of a single event ends with its name.
    const named = names.find((name) => subject.endsWith(`: ${name}`))
    await db
      .update(message)
      .set({
        data: changed,
        subject: named === undefined ? subject : `${subject.slice(0, -named.length)}${deletedSeller}`,
      })
      .where(eq(message.id, id))
  }
}

/** What waits for the next digest. */
async function removeFromDigests(db: Transaction, seller: ToldOf): Promise<void> {
  const rows = await db
    .select({ id: digestItem.id, item: digestItem.item })
    .from(digestItem)
    .where(namesSeller(sql`${digestItem.item}`, seller))
    .orderBy(digestItem.id)
    .for('update')
  for (const { id, item } of rows)
    await db
      .update(digestItem)
      .set({ item: anonymous(item) })
      .where(eq(digestItem.id, id))
}

function isItem(value: object): value is NotifiedItem {
  return 'name' in value && 'path' in value && 'detail' in value
}

const linksPage = '/ops/links'

const pagesOf = ({ authorizationIds, attemptIds }: ToldOf): string[] => [
  ...authorizationIds.map((id) => `/ops/authorizations/${id}`),
  ...attemptIds.map((id) => `/ops/attempts/${id}`),
]

/** Items written before they named the account are recognized by their page, or their link's label. */
function isOf({ accountId, path, name }: NotifiedItem, seller: ToldOf): boolean {
  return (
    accountId === seller.accountId ||
    pagesOf(seller).includes(path) ||
    (path === linksPage && seller.links.some(({ label }) => label === name))
  )
}

/** As `isOf`, of any item in there. */
function namesSeller(json: SQL, seller: ToldOf): SQL {
  const values = JSON.stringify({
    account: seller.accountId,
    pages: pagesOf(seller),
    links: linksPage,
    labels: seller.links.map(({ label }) => label),
  })
  return sql`jsonb_path_exists(${json}, '$.** ? (@.accountId == $account || @.path == $pages[*]
    || (@.path == $links && @.name == $labels[*]))', ${values}::text::jsonb)`
}

function anonymous(item: NotifiedItem): NotifiedItem {
  return { ...item, name: deletedSeller, detail: null }
}
