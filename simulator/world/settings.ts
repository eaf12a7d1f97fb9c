import type { Settings } from './shapes.ts'

/** Settings that are left out have their defaults. */
export type SomeSettings = { readonly [Name in keyof Settings]?: Settings[Name] | undefined }

const defaultSettings: Settings = {
  disablingEndsAccessTokens: true,
  otherRegion: 'forbidden',
  refreshTokensLapseAfterDays: null,
  reauthorizingEndsEarlierTokens: false,
  foreignCode: 'invalid_grant',
  cancelGoesBack: false,
  unlistedConsentLimit: 25,
  clientSecretsEnd: true,
}

/** Set directly, by tests too: each assignment counts as a change. */
export function createSettings(changed: () => void, kept: SomeSettings): Settings {
  return new Proxy(Object.assign({ ...defaultSettings }, kept), {
    set(settings, name, value) {
      changed()
      return Reflect.set(settings, name, value)
    },
  })
}
