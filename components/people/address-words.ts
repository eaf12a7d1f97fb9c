/** When to take an email address away from a sign-in, and what that does. */
export function releaseWords(emailConfirmedAt: string | null): string {
  const when =
    emailConfirmedAt === null
      ? 'Nobody has verified this email address. If it belongs to someone else, release it'
      : 'This person has verified this email address. Release it only if it belongs to someone else now'
  return `${when}: the account keeps its data, and its sign-in gets a placeholder address.`
}
