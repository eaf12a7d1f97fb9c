/** A cookie set with a form or a problem page, to find out whether the browser keeps cookies at all. */
export function cookieProbe(appUrl: string) {
  const secure = appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Host-' : ''}gatehouse.cookies`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}
