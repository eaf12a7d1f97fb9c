import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'

const notSpApi =
  'The response is Amazon S3’s, where files are uploaded and downloaded, not SP-API’s: no token, role or seller is involved, and no AWS keys of yours.'
const newAddress = 'Request a new address (createFeedDocument, or getReportDocument), and use it immediately.'

const row = (
  id: string,
  given: readonly Sign[],
  title: string,
  cause: string,
  steps: readonly string[],
  evidence: string,
  check?: string,
): Cause => ({
  id,
  rows: [],
  symptom: 'storage-answer',
  given,
  who: 'developer',
  title,
  cause: `${notSpApi} ${cause}`,
  steps,
  evidence,
  link: links.feeds,
  seen: [],
  ...(check !== undefined && { check, decidedBy: 'upload' }),
})

/** Responses of the storage behind pre-signed addresses. */
export const storageCauses: readonly Cause[] = [
  row(
    'upload-extra-authorization',
    ['storage-auth-twice'],
    'The upload has an Authorization header besides its signed address',
    'The address is signed already; a second way to authenticate is refused.',
    [
      'Send no Authorization, x-amz-access-token or other header of SP-API to this address.',
      'Look for a client that adds headers to every request.',
    ],
    'The headers of the request as sent.',
  ),
  row(
    'storage-address-expired',
    ['storage-expired'],
    'The address of the file has expired',
    'Signed addresses are valid for minutes only.',
    [newAddress, 'Don’t store the address: store the id of the document.'],
    'X-Amz-Date and X-Amz-Expires in the address, beside the time of the request.',
  ),
  row(
    'storage-address-damaged',
    ['storage-query-damaged'],
    'The address of the file was truncated or encoded again',
    'Its query is the signature. Cut at a & by a shell, decoded, or encoded a second time, it is invalid.',
    [
      'Use the address byte for byte as it was returned.',
      'Put it in quotation marks in a shell.',
      newAddress,
    ],
    'The address as returned beside the address as requested, and their lengths.',
  ),
  row(
    'upload-content-type-differs',
    ['storage-signature', 'storage-content-type-differs'],
    'The file is sent with another Content-Type than its address was created for',
    'The Content-Type of createFeedDocument is part of the signature. The pasted text names two: {sentContentType} and {createdContentType}.',
    [
      'Send exactly the contentType of createFeedDocument, byte for byte, its charset included.',
      'Send no other header: no Authorization, no x-amz-access-token.',
      'Stop the HTTP client from adding a charset of its own.',
    ],
    'Content-Type of the upload beside contentType in createFeedDocument.',
  ),
  row(
    'upload-signature-mismatch',
    ['storage-signature'],
    'The signature of the file’s address doesn’t fit the request',
    'Most often the Content-Type differs from the one in createFeedDocument; else the address was changed, or headers or another method than PUT (upload) or GET (download) are sent.',
    [
      'Send exactly the contentType of createFeedDocument, byte for byte, and no other header.',
      'Use the address byte for byte as it was returned.',
      'Upload with PUT, download with GET.',
    ],
    'Content-Type, method and address as sent, beside what createFeedDocument got and returned.',
    'Is the Content-Type of the upload, byte for byte, the contentType of createFeedDocument?',
  ),
  row(
    'upload-precondition',
    ['storage-precondition'],
    'The request to the file’s address has a header that its upload doesn’t allow',
    'PreconditionFailed is about headers such as If-None-Match, Content-MD5 or the method: they have to be those that Amazon returned with the address.',
    [
      'Send exactly the headers that createUploadDestination returned, and no other ones, with its method.',
      'Send Content-MD5 as the Base64 of the MD5 digest, not of its hexadecimal text, and the same one as in the request of the address.',
      'Pass on uploadDestinationId, not the address.',
    ],
    'The headers as returned beside those as sent.',
  ),
  row(
    'storage-file-missing',
    ['storage-not-found'],
    'There is no file at this address',
    'It was never uploaded, the address is changed, or Amazon has removed it.',
    [newAddress],
    'The path of the address beside the one that was returned.',
  ),
  row(
    'storage-refused',
    [],
    'The file storage refuses the request',
    'Its address has expired (minutes after it was issued), was changed on the way, or the request carries headers that aren’t part of the signature.',
    [
      newAddress,
      'Send no Authorization or x-amz-access-token header there.',
      'For an upload, send the Content-Type of createFeedDocument byte for byte.',
    ],
    'Code and Message in the response, and the age of the address.',
    'How old is the address, and which headers are sent with it?',
  ),
]
