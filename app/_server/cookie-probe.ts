/** The cookie that a browser gets with a form, or with a problem, to see whether it keeps cookies at all. */
export const cookieProbe = 'gatehouse.cookies'
