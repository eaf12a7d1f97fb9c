import { expect, test } from 'vitest'
import { AmazonUnreachableError, AmazonUnreadableError, LwaError, SpApiError } from '#lib/amazon/errors.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { type Failure, ownFailure } from '#lib/failure.ts'
import { migrateUntil } from '../fixtures/migrate-until.ts'
import { useUnmigratedDatabase } from '../fixtures/unmigrated-database.ts'

const { location, sql } = await useUnmigratedDatabase('failures')

const at = (status: number) => ({ status, requestId: null })
/** The line that version one kept, and the failure in it. */
const kept: readonly (readonly [line: string, failure: Failure])[] = [
  [
    'LWA 400 invalid_grant: The request has an invalid grant parameter : refresh_token. (or: not)',
    new LwaError(
      'invalid_grant',
      'The request has an invalid grant parameter : refresh_token. (or: not)',
      at(400),
    ).failure,
  ],
  [
    'SP-API 403 Unauthorized: Access to requested resource is denied. (A detail: of it.)',
    new SpApiError('Unauthorized', 'Access to requested resource is denied.', 'A detail: of it.', at(403))
      .failure,
  ],
  [
    'Amazon could not be reached: not-sent (connect ECONNREFUSED (127.0.0.1:1))',
    new AmazonUnreachableError('not-sent', 'connect ECONNREFUSED (127.0.0.1:1)').failure,
  ],
  [
    "Amazon's answer (200) cannot be read: it is not JSON",
    new AmazonUnreadableError('it is not JSON', at(200)).failure,
  ],
  ...['53100: could not extend file: No space left on device', 'access_denied'].map(
    (line) => [line, ownFailure(line)] as const,
  ),
]
const failures = kept.map(([, failure]) => failure)

test('extracts the fields from every failure line that version one stored', async () => {
  // As version one left it, before its failures became fields.
  await migrateUntil(sql, 19)
  const [{ id: accountId } = { id: '' }] = await sql<{ id: string }[]>`
    insert into account (id, name, created_at) values (gen_random_uuid(), 'Acme', now()) returning id`
  for (const [index, line] of [...kept.map(([written]) => written), null].entries()) {
    const [{ id: applicationId } = { id: '' }] = await sql<{ id: string }[]>`
      insert into application (id, name, sp_api_application_id, status, lwa_client_id, lwa_client_secret_sealed,
        token_endpoint, redirect_uri, credentials_problem, created_at, updated_at)
      values (gen_random_uuid(), ${`App ${index}`}, ${`amzn1.sp.solution.${index}`}, 'draft', 'c', 's', 'e', 'r', ${line},
        now() + ${index} * interval '1 second', now()) returning id`
    const [{ id: authorizationId } = { id: '' }] = await sql<{ id: string }[]>`
      insert into "authorization" (id, application_id, account_id, grant_key, region, consent_group, partner_type,
        marketplace_id, authorized_at, renewed_at, created_at, last_refresh_detail)
      values (gen_random_uuid(), ${applicationId}, ${accountId}, ${`key ${index}`}, 'na', 'na', 'seller', 'ATVPDKIKX0DER',
        now() + ${index} * interval '1 second', now(), now(), ${line}) returning id`
    await sql`
      insert into refresh_lease (authorization_id, fence, owner, started_at, token_version, problem_detail, failures)
      values (${authorizationId}, ${index}, 'o', now(), 1, ${line}, 0)`
    await sql`
      insert into grantless_token (application_id, scope, fence, owner, started_at, problem_detail)
      values (${applicationId}, 'scope', ${index}, 'o', now(), ${line})`
    await sql`
      insert into attempt (id, workflow, status, application_id, binding_digest, expires_at, problem_detail, started_at)
      values (gen_random_uuid(), 'website', 'failed', ${applicationId}, 'b', now(), ${line},
        now() + ${index} * interval '1 second')`
    if (line !== null) {
      await sql`
        insert into incident (id, application_id, problem, started_at, seen_at, affected, tried, detail, request_ids)
        values (gen_random_uuid(), ${applicationId}, 'invalid_grant', now() + ${index} * interval '1 second', now(), 1, 1,
          ${line}, '{}')`
    }
  }

  await migrateDatabase(location)

  const read = async (rows: Promise<readonly { readonly failure: Failure | null }[]>) =>
    (await rows).map(({ failure }) => failure)
  const all = [...failures, null]
  expect(await read(sql`select credentials_problem as failure from application order by created_at`)).toEqual(
    all,
  )
  expect(
    await read(sql`select last_refresh_detail as failure from "authorization" order by authorized_at`),
  ).toEqual(all)
  expect(await read(sql`select problem_detail as failure from refresh_lease order by fence`)).toEqual(all)
  expect(await read(sql`select problem_detail as failure from grantless_token order by fence`)).toEqual(all)
  expect(await read(sql`select problem_detail as failure from attempt order by started_at`)).toEqual(all)
  expect(await read(sql`select detail as failure from incident order by started_at`)).toEqual(failures)
})
