import type { Binding } from './vault/seal.ts'

type Schema = typeof import('#drizzle/schema.ts')
type SealedColumn<Row> = Extract<keyof Row, `${string}Sealed` | 'sealed'>
type RowOf<Table> = Table extends { $inferSelect: infer Row } ? Row : never

/** Every sealed column of the schema, by table: one that has no binding below doesn't compile. */
type Seals = {
  readonly [Name in keyof Schema as SealedColumn<RowOf<Schema[Name]>> extends never ? never : Name]: {
    readonly [Column in SealedColumn<RowOf<Schema[Name]>>]: (row: never) => Binding
  }
}

const bindingIn =
  (table: string, column: string) =>
  (rowId: string): Binding => ({ table, column, rowId })

const application = {
  secret: bindingIn('application', 'lwa_client_secret_sealed'),
  previousSecret: bindingIn('application', 'fallback_secret_sealed'),
}
const attempt = { code: bindingIn('attempt', 'code_sealed'), grant: bindingIn('attempt', 'grant_sealed') }
const authorization = {
  token: bindingIn('authorization', 'refresh_token_sealed'),
  previousToken: bindingIn('authorization', 'last_token_sealed'),
}
const accessToken = bindingIn('access_token', 'sealed')
const grantlessToken = bindingIn('grantless_token', 'sealed')
const draft = bindingIn('draft', 'sealed')
const keyCanary = bindingIn('key_canary', 'sealed')
const setting = bindingIn('setting', 'value')

type Id = { readonly id: string }

/**
 * What each sealed text is bound to, by table and column of the schema: `seals.attempt.codeSealed({ id })`. A text opens
 * with its own binding only. Whatever seals everything anew iterates over this table.
 */
export const seals = {
  application: {
    lwaClientSecretSealed: ({ id }: Id) => application.secret(id),
    previousSecretSealed: ({ id }: Id) => application.previousSecret(id),
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
    /** Of one LWA client: should the application get another, its tokens are of no use. */
    sealed: (row: { readonly applicationId: string; readonly scope: string; readonly lwaClientId: string }) =>
      grantlessToken(`${row.applicationId} ${row.scope} ${row.lwaClientId}`),
  },
  draft: {
    /** Sealed, because people paste tokens into the wrong field. */
    sealed: ({ personId }: { readonly personId: string }) => draft(personId),
  },
  keyCanary: {
    sealed: ({ keyId }: { readonly keyId: string }) => keyCanary(keyId),
  },
  setting: {
    value: ({ name }: { readonly name: string }) => setting(name),
  },
} as const satisfies Seals & { readonly setting: unknown }
