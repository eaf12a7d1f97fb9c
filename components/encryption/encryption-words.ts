import type { EncryptionKeyState } from '#lib/keys/encryption-keys.ts'
import type { Tone } from '../theme.ts'

/** The sealed columns in words for operators, by table and column of the database. */
const labels: Readonly<Record<string, string>> = {
  'access_token.sealed': 'Access tokens',
  'application.fallback_secret_sealed': 'Previous client secrets',
  'application.lwa_client_secret_sealed': 'Client secrets',
  'attempt.code_sealed': 'Authorization codes',
  'attempt.grant_sealed': 'Grants in quarantine or in progress',
  'authorization.last_token_sealed': 'Previous refresh tokens',
  'authorization.refresh_token_sealed': 'Refresh tokens',
  'bulk_action_row.link_sealed': 'Links of bulk actions',
  'client_secret_rotation.aws_secret_sealed': 'AWS credentials of queues',
  'client_secret_rotation.pending_secret_sealed': 'New client secrets',
  'draft.sealed': 'Form drafts',
  'grantless_token.sealed': 'Grantless tokens',
  'idempotent_request.answer_sealed': 'Responses for repeated requests',
  'message.links_sealed': 'Links in messages',
  'notification_channel.url_sealed': 'Channel URLs',
  'setting.value': 'Settings',
  'token_import_line.token_sealed': 'Refresh tokens to import',
  'totp.secret_sealed': 'Authenticator apps',
  'webhook_endpoint.previous_secret_sealed': 'Previous webhook secrets',
  'webhook_endpoint.secret_sealed': 'Webhook secrets',
}

export const placeLabel = (place: string): string => labels[place] ?? place

export const keyStates: Readonly<Record<EncryptionKeyState, { readonly tone: Tone; readonly word: string }>> =
  {
    current: { tone: 'good', word: 'Current' },
    previous: { tone: 'neutral', word: 'Previous' },
    missing: { tone: 'bad', word: 'Missing' },
    retired: { tone: 'neutral', word: 'Retired' },
  }
