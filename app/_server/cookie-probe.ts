/** The cookie that a browser gets with a form, or with a problem, to see whether it keeps cookies at all. */
export function cookieProbe(appUrl: string) {
  const secure = appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Host-' : ''}gatehouse.cookies`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}
