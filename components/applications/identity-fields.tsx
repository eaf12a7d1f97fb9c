import { SelectField, TextField } from '../ui/field.tsx'
import type { Typed } from './typed.ts'

/** What Amazon calls the application, and where its tokens come from. */
export function IdentityFields({
  typed: { value, error },
  tokenEndpoints,
}: {
  typed: Typed
  tokenEndpoints: readonly string[]
}) {
  return (
    <>
      <TextField
        name="spApiApplicationId"
        label="Application id"
        placeholder="amzn1.sp.solution.…"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={value('spApiApplicationId')}
        error={error('spApiApplicationId')}
      />
      <TextField
        name="lwaClientId"
        label="LWA client id"
        hint="From “View LWA credentials”."
        placeholder="amzn1.application-oa2-client.…"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={value('lwaClientId')}
        error={error('lwaClientId')}
      />
      <SelectField
        key={`status ${value('status')}`}
        name="status"
        label="Status at Amazon"
        hint="For a draft, consent is asked with version=beta. Change it here once Amazon has published it."
        defaultValue={value('status')}
        error={error('status')}
      >
        <option value="draft">Draft</option>
        <option value="published">Published</option>
      </SelectField>
      <SelectField
        key={`tokenEndpoint ${value('tokenEndpoint')}`}
        name="tokenEndpoint"
        label="Token endpoint"
        hint="Change it only when Amazon tells you so."
        defaultValue={value('tokenEndpoint')}
        error={error('tokenEndpoint')}
      >
        {tokenEndpoints.map((endpoint) => (
          <option key={endpoint} value={endpoint}>
            {endpoint}
          </option>
        ))}
      </SelectField>
    </>
  )
}
