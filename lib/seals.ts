import type { Binding } from './vault/seal.ts'

type Schema = typeof import('#drizzle/schema.ts')
type SealedKey<Row> = Extract<keyof Row, `${string}Sealed` | 'sealed'>
type RowOf<Table> = Table extends { $inferSelect: infer Row } ? Row : never

/** Every sealed column of the schema, by table: one that has no binding below doesn't compile. */
type Seals = {
  readonly [Name in keyof Schema as SealedKey<RowOf<Schema[Name]>> extends never ? never : Name]: {
    readonly [Column in SealedKey<RowOf<Schema[Name]>>]: (row: never) => Binding
  }
}

const bindingIn =
  <Row>(table: string, column: string, rowIdOf: (row: Row) => string) =>
  (row: Row): Binding => ({ table, column, rowId: rowIdOf(row) })

/**
 * By the id of the row. The names are those of the database: another name would make the texts that are sealed with it
 * unreadable.
 */
const byId = (table: string, column: string) =>
  bindingIn(table, column, ({ id }: { readonly id: string }) => id)

const byApplication = (table: string, column: string) =>
  bindingIn(table, column, (row: { readonly applicationId: string }) => row.applicationId)

const byPerson = (table: string, column: string) =>
  bindingIn(table, column, (row: { readonly personId: string }) => row.personId)

/**
 * The binding of each sealed text, by table and column of the schema: `seals.attempt.codeSealed({ id })`. A text opens
 * only with its own binding. Code that re-seals everything iterates over this table.
 */
export const seals = {
  application: {
    lwaClientSecretSealed: byId('application', 'lwa_client_secret_sealed'),
    previousSecretSealed: byId('application', 'fallback_secret_sealed'),
  },
  clientSecretRotation: {
    awsSecretSealed: byApplication('client_secret_rotation', 'aws_secret_sealed'),
    pendingSecretSealed: byApplication('client_secret_rotation', 'pending_secret_sealed'),
  },
  attempt: {
    codeSealed: byId('attempt', 'code_sealed'),
    grantSealed: byId('attempt', 'grant_sealed'),
  },
  authorization: {
    refreshTokenSealed: byId('authorization', 'refresh_token_sealed'),
    previousTokenSealed: byId('authorization', 'last_token_sealed'),
  },
  accessToken: {
    sealed: bindingIn(
      'access_token',
      'sealed',
      (row: { readonly authorizationId: string }) => row.authorizationId,
    ),
  },
  grantlessToken: {
    /** Bound to one LWA client: if the application changes to another, its tokens are useless. */
    sealed: bindingIn(
      'grantless_token',
      'sealed',
      (row: { readonly applicationId: string; readonly scope: string; readonly lwaClientId: string }) =>
        `${row.applicationId} ${row.scope} ${row.lwaClientId}`,
    ),
  },
  draft: {
    /** Sealed, because people paste tokens into the wrong field. */
    sealed: byPerson('draft', 'sealed'),
  },
  totp: {
    secretSealed: byPerson('totp', 'secret_sealed'),
  },
  keyCanary: {
    sealed: bindingIn('key_canary', 'sealed', (row: { readonly keyId: string }) => row.keyId),
  },
  webhookEndpoint: {
    secretSealed: byId('webhook_endpoint', 'secret_sealed'),
    previousSecretSealed: byId('webhook_endpoint', 'previous_secret_sealed'),
  },
  idempotentRequest: {
    answerSealed: bindingIn(
      'idempotent_request',
      'answer_sealed',
      (row: { readonly apiKeyId: string; readonly key: string }) => `${row.apiKeyId} ${row.key}`,
    ),
  },
  tokenImportLine: {
    tokenSealed: byId('token_import_line', 'token_sealed'),
  },
  message: {
    linksSealed: byId('message', 'links_sealed'),
  },
  bulkActionRow: {
    linkSealed: bindingIn(
      'bulk_action_row',
      'link_sealed',
      (row: { readonly bulkActionId: string; readonly authorizationId: string }) =>
        `${row.bulkActionId} ${row.authorizationId}`,
    ),
  },
  notificationChannel: {
    urlSealed: byId('notification_channel', 'url_sealed'),
  },
  setting: {
    value: bindingIn('setting', 'value', (row: { readonly name: string }) => row.name),
  },
} as const satisfies Seals & { readonly setting: unknown }

type Bind = (row: Readonly<Record<string, string>>) => Binding

/** One sealed column, by the names in the schema. */
export interface SealedColumn {
  readonly table: keyof typeof seals
  readonly column: string
  readonly bindingOf: Bind
}

/**
 * Every column with sealed texts, for code that counts or re-seals all of them. Canaries are left out: each shows that
 * one key is the right one, and holds no secret.
 */
export const sealedColumns: readonly SealedColumn[] = Object.entries(seals)
  .filter(([table]) => table !== 'keyCanary')
  .flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, bind]) => ({
      table: table as keyof typeof seals,
      column,
      bindingOf: bind as Bind,
    })),
  )
