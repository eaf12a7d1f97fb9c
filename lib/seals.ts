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
  (table: string, column: string) =>
  (rowId: string): Binding => ({ table, column, rowId })

const application = {
  secret: bindingIn('application', 'lwa_client_secret_sealed'),
  previousSecret: bindingIn('application', 'fallback_secret_sealed'),
}
const clientSecretRotation = {
  awsSecret: bindingIn('client_secret_rotation', 'aws_secret_sealed'),
  pendingSecret: bindingIn('client_secret_rotation', 'pending_secret_sealed'),
}
const attempt = { code: bindingIn('attempt', 'code_sealed'), grant: bindingIn('attempt', 'grant_sealed') }
const authorization = {
  token: bindingIn('authorization', 'refresh_token_sealed'),
  previousToken: bindingIn('authorization', 'last_token_sealed'),
}
const accessToken = bindingIn('access_token', 'sealed')
const grantlessToken = bindingIn('grantless_token', 'sealed')
const draft = bindingIn('draft', 'sealed')
const totp = bindingIn('totp', 'secret_sealed')
const keyCanary = bindingIn('key_canary', 'sealed')
const webhookEndpoint = {
  secret: bindingIn('webhook_endpoint', 'secret_sealed'),
  previousSecret: bindingIn('webhook_endpoint', 'previous_secret_sealed'),
}
const idempotentRequest = bindingIn('idempotent_request', 'answer_sealed')
const tokenImportLine = bindingIn('token_import_line', 'token_sealed')
const message = bindingIn('message', 'links_sealed')
const bulkActionRow = bindingIn('bulk_action_row', 'link_sealed')
const notificationChannel = bindingIn('notification_channel', 'url_sealed')
const setting = bindingIn('setting', 'value')

type Id = { readonly id: string }

/**
 * The binding of each sealed text, by table and column of the schema: `seals.attempt.codeSealed({ id })`. A text opens
 * only with its own binding. Code that re-seals everything iterates over this table.
 */
export const seals = {
  application: {
    lwaClientSecretSealed: ({ id }: Id) => application.secret(id),
    previousSecretSealed: ({ id }: Id) => application.previousSecret(id),
  },
  clientSecretRotation: {
    awsSecretSealed: ({ applicationId }: { readonly applicationId: string }) =>
      clientSecretRotation.awsSecret(applicationId),
    pendingSecretSealed: ({ applicationId }: { readonly applicationId: string }) =>
      clientSecretRotation.pendingSecret(applicationId),
  },
  attempt: {
    codeSealed: ({ id }: Id) => attempt.code(id),
    grantSealed: ({ id }: Id) => attempt.grant(id),
  },
  authorization: {
    refreshTokenSealed: ({ id }: Id) => authorization.token(id),
    previousTokenSealed: ({ id }: Id) => authorization.previousToken(id),
  },
  accessToken: {
    sealed: ({ authorizationId }: { readonly authorizationId: string }) => accessToken(authorizationId),
  },
  grantlessToken: {
    /** Bound to one LWA client: if the application changes to another, its tokens are useless. */
    sealed: (row: { readonly applicationId: string; readonly scope: string; readonly lwaClientId: string }) =>
      grantlessToken(`${row.applicationId} ${row.scope} ${row.lwaClientId}`),
  },
  draft: {
    /** Sealed, because people paste tokens into the wrong field. */
    sealed: ({ personId }: { readonly personId: string }) => draft(personId),
  },
  totp: {
    secretSealed: ({ personId }: { readonly personId: string }) => totp(personId),
  },
  keyCanary: {
    sealed: ({ keyId }: { readonly keyId: string }) => keyCanary(keyId),
  },
  webhookEndpoint: {
    secretSealed: ({ id }: Id) => webhookEndpoint.secret(id),
    previousSecretSealed: ({ id }: Id) => webhookEndpoint.previousSecret(id),
  },
  idempotentRequest: {
    answerSealed: ({ apiKeyId, key }: { readonly apiKeyId: string; readonly key: string }) =>
      idempotentRequest(`${apiKeyId} ${key}`),
  },
  tokenImportLine: {
    tokenSealed: ({ id }: Id) => tokenImportLine(id),
  },
  message: {
    linksSealed: ({ id }: Id) => message(id),
  },
  bulkActionRow: {
    linkSealed: (row: { readonly bulkActionId: string; readonly authorizationId: string }) =>
      bulkActionRow(`${row.bulkActionId} ${row.authorizationId}`),
  },
  notificationChannel: {
    urlSealed: ({ id }: Id) => notificationChannel(id),
  },
  setting: {
    value: ({ name }: { readonly name: string }) => setting(name),
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
