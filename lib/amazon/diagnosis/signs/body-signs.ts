/** A token request whose body doesn't match its Content-Type, so that LWA can't read it. */
export type BodySign =
  | 'json-with-form-header'
  | 'form-with-json-header'
  | 'json-without-header'
  | 'multipart-body'
  | 'unreadable-content-type'

const formHeader = /application\/x-www-form-urlencoded/i
const contentType =
  /content-?type["'\]]{0,2}\s{0,3}(?:=>|[:=,])\s{0,3}["'`]?(?:MediaType\.parse\(["'])?(\w[\w.+-]{0,40}\/\w[\w.+-]{0,60})/gi
/** Libraries with the type as an argument: StringContent(json, Encoding.UTF8, "application/json"). */
const takesType = /StringContent\(|RequestBody\.create\(|StringEntity\(|MediaType\.parse\(/i
const typeArgument = /["']((?:application|text)\/\w[\w.+-]{0,60})/gi

const jsonCall =
  /JSON\.stringify|json_encode|json\.dumps|json\.Marshal|\.to_json\b|SerializeObject|JsonSerializer|\bjson=\w|--json\b/
const jsonText =
  /["']grant_type["']\s{0,3}:|(?:--data(?:-raw|-binary)?|-d)\s{1,3}["']?\s{0,3}\{|\bconst (?:body|data|params) = \{|\bbody\s{0,2}[:=]\s{0,2}\{/
const formCall =
  /\burlencode\(|URLSearchParams|qs\.stringify|querystring|http_build_query|form_params|FormUrlEncoded|encode_www_form|set_form_data|url\.Values|UrlEncodedFormEntity|FormBody\.Builder|--data-urlencode|\bdata=(?!json)\w/i
/** Not in the query of a URL. */
const formText =
  /(?:^|[\s"'`])(?:grant_type|client_id|client_secret|refresh_token|code|scope)=[^\s&"'`]{1,3000}&\w/i
const multipart =
  /multipart\/form-data|\bFormData\(|(?:^|\s)(?:-F|--form)\s{1,3}["']?\w{1,40}=|MultipartEntity|'multipart'\s{0,4}=>|\bfiles=\{/i
/** These send text with a Content-Type that the code doesn't set: text/plain, or none. */
const sendsTextPlain = /\bfetch\(|requests\.post\(|data=json\.dumps/

const isTokenRequest = /auth\/o2\/token|\bgrant_type\b/i

/** The mismatches between header and body. None if they match, or if the text has two requests. */
export function* bodySigns(text: string): Iterable<BodySign> {
  if (!isTokenRequest.test(text)) return
  const request = withoutAnswer(text)
  const types = new Set([
    ...typesIn(contentType, request),
    ...(takesType.test(request) ? typesIn(typeArgument, request) : []),
  ])
  const body = bodyOf(request)
  if (body === 'multipart') return yield 'multipart-body'
  if (formHeader.test(request)) {
    if (body === 'json') yield 'json-with-form-header'
    return
  }
  const [type, ...others] = types
  if (others.length > 0 || body === null) return
  if (type === undefined) {
    // curl sends the data after -d with the Content-Type of a form.
    if (body === 'json' && /\bcurl\b/.test(request) && !/--json\b/.test(request))
      yield 'json-with-form-header'
    else if (body === 'json' && sendsTextPlain.test(request) && !/\bjson=\w/.test(request))
      yield 'json-without-header'
  } else if (/[/+]json$/.test(type)) {
    if (body === 'form') yield 'form-with-json-header'
  } else {
    yield 'unreadable-content-type'
  }
}

function bodyOf(request: string): 'form' | 'json' | 'multipart' | null {
  if (multipart.test(request)) return 'multipart'
  const isForm = formCall.test(request)
  const isJson = jsonCall.test(request)
  if (isForm !== isJson) return isForm ? 'form' : 'json'
  if (isForm) return null
  if (formText.test(request)) return jsonText.test(request) ? null : 'form'
  return jsonText.test(request) ? 'json' : null
}

function* typesIn(expression: RegExp, text: string): Iterable<string> {
  for (const [, type = ''] of text.matchAll(expression)) yield type.toLowerCase()
}

/** Amazon's own response headers are always application/json, so they say nothing about the request. */
function withoutAnswer(text: string): string {
  return text
    .replace(/^<.{0,2000}$/gm, '')
    .replace(/\bHTTP\/\d(?:\.\d)? [1-5]\d\d\b[^\n]{0,100}(?:\n[\w-]{1,60}:[^\n]{0,2000}){0,60}/g, '')
    .replace(/\bresponse\b[^\n]{0,20}headers?\b[^\n]{0,2000}/gi, '')
}
