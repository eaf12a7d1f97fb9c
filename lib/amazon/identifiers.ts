/** The shapes of Amazon's ids and secrets, so that one is not mistaken for another. */

/** The Solution Provider Portal's ids: the newer form and the older one. */
export const applicationIdShape = /^amzn1\.(sellerapps\.app|sp\.solution)\.[\w-]{1,100}$/

export const lwaClientIdShape = /^amzn1\.application-oa2-client\.\w{1,100}$/

export const clientSecretShape = /^\S{16,200}$/
