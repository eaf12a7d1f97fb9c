import type { Context } from '#lib/context.ts'

/** Our page where the owner of an authorization authorizes again at Amazon. */
export function reauthorizeUrl({ settings }: Pick<Context, 'settings'>, authorizationId: string): string {
  return `${settings.appUrl}/connect/${authorizationId}/re-authorize`
}
