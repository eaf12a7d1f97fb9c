import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'

const notSpApi =
  'The response comes from Amazon S3, which stores the files, not from SP-API. No token, role or seller is involved, and none of your AWS keys.'
const newAddress = 'Request a new URL (with createFeedDocument or getReportDocument), and use it immediately.'

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

/** Responses of the storage at pre-signed URLs. */
export const storageCauses: readonly Cause[] = [
  row(
    'upload-extra-authorization',
    ['storage-auth-twice'],
    'The upload has an Authorization header in addition to its signed URL',
    'The URL is already signed, and the storage refuses a second kind of authentication.',
    [
      'Don’t send Authorization, x-amz-access-token or other SP-API headers to this URL.',
      'Look for a client that adds headers to every request.',
    ],
    'The request’s headers as sent.',
  ),
  row(
    'storage-address-expired',
    ['storage-expired'],
    'The URL of the file has expired',
    'Signed URLs are valid only for minutes.',
    [newAddress, 'Store the document’s id, not the URL.'],
    'X-Amz-Date and X-Amz-Expires in the URL, compared with the time of the request.',
  ),
  row(
    'storage-address-damaged',
    ['storage-query-damaged'],
    'The URL of the file was truncated or encoded again',
    'The query of the URL contains the signature. It becomes invalid if a shell cuts it at &, or if it is decoded or encoded a second time.',
    [
      'Use the URL byte for byte as Amazon returned it.',
      'In a shell, put it in quotation marks.',
      newAddress,
    ],
    'The URL as returned, compared with the URL as requested, and their lengths.',
  ),
  row(
    'upload-content-type-differs',
    ['storage-signature', 'storage-content-type-differs'],
    'The file was uploaded with a Content-Type that its URL wasn’t created for',
    'The Content-Type from createFeedDocument is part of the signature. The pasted text has two: {sentContentType} and {createdContentType}.',
    [
      'Send exactly the contentType that you sent to createFeedDocument, byte for byte, including the charset.',
      'Don’t send other headers, such as Authorization or x-amz-access-token.',
      'Stop the HTTP client from adding its own charset.',
    ],
    'The Content-Type of the upload, compared with the contentType in createFeedDocument.',
  ),
  row(
    'upload-signature-mismatch',
    ['storage-signature'],
    'The signature in the file’s URL doesn’t match the request',
    'Most often the Content-Type differs from the one in createFeedDocument. Otherwise the URL was changed, or the request has extra headers or a method other than PUT (upload) or GET (download).',
    [
      'Send exactly the contentType that you sent to createFeedDocument, byte for byte, and no other headers.',
      'Use the URL byte for byte as Amazon returned it.',
      'Upload with PUT, and download with GET.',
    ],
    'The Content-Type, method and URL as sent, compared with what you sent to createFeedDocument and what it returned.',
    'Is the Content-Type of the upload, byte for byte, the contentType that you sent to createFeedDocument?',
  ),
  row(
    'upload-precondition',
    ['storage-precondition'],
    'The request to the file’s URL has a header or method that the upload doesn’t allow',
    'PreconditionFailed is about the method or headers such as If-None-Match and Content-MD5. They have to be those that Amazon returned with the URL.',
    [
      'Send exactly the method and headers that createUploadDestination returned, and no others.',
      'Send Content-MD5 as the Base64 of the MD5 digest, not of its hexadecimal text, and the same value as in the request for the URL.',
      'Pass uploadDestinationId to the next call, not the URL.',
    ],
    'The headers as returned, compared with the headers as sent.',
  ),
  row(
    'storage-file-missing',
    ['storage-not-found'],
    'There is no file at this URL',
    'The file was never uploaded, the URL was changed, or Amazon has removed the file.',
    [newAddress],
    'The path in the URL, compared with the one that Amazon returned.',
  ),
  row(
    'storage-refused',
    [],
    'The file storage refuses the request',
    'The URL has expired (minutes after it was issued) or was changed on the way, or the request has headers that aren’t part of the signature.',
    [
      newAddress,
      'Don’t send Authorization or x-amz-access-token headers to it.',
      'For an upload, send the contentType that you sent to createFeedDocument, byte for byte.',
    ],
    'Code and Message in the response, and the age of the URL.',
    'How old is the URL, and which headers do you send with it?',
  ),
]
