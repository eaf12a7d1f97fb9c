/** For operators. */
export const signedOutWords = {
  title: 'You are signed out',
  cause: 'Your session has ended, here or elsewhere. The data below is from the last successful load.',
  action: 'Sign in',
} as const
