/** A small SP-API client: what you would test. Amazon's addresses are its only settings. */
export function createOrders({ tokenUrl, apiUrl, clientId, clientSecret, refreshToken, now = Date.now }) {
  let token = { value: null, expiresAt: 0 }

  async function accessToken() {
    if (now() < token.expiresAt - 60_000) return token.value
    const response = await send(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
    })
    const body = await response.json()
    if (body.error === 'invalid_grant') throw new Error('The seller has to connect again.')
    if (!response.ok) throw new Error(`Login with Amazon: ${body.error_description}`)
    token = { value: body.access_token, expiresAt: now() + body.expires_in * 1_000 }
    return token.value
  }

  return {
    async list(marketplaceId, createdAfter) {
      const query = new URLSearchParams({ marketplaceIds: marketplaceId, createdAfter })
      const response = await send(`${apiUrl}/orders/2026-01-01/orders?${query}`, {
        headers: { 'x-amz-access-token': await accessToken() },
      })
      const body = await response.json()
      if (!response.ok) throw new Error(`SP-API: ${body.errors[0].message}`)
      return body.orders
    },
  }
}

/** Tries again when Amazon is busy or away. */
async function send(url, request, tries = 4) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, request)
    if (attempt === tries || (response.status !== 429 && response.status < 500)) return response
    await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt))
  }
}
