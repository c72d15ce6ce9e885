import { ApiError, xsrfToken } from '../providers/http.ts'
import type { ErrorItem } from '@xinglin/contracts'

export interface UploadedFile {
  id: string
  name: string
  size: number
  type: string
}

/** `POST /api/files`; by XMLHttpRequest, because fetch does not tell how far an upload is. */
export function uploadFile(
  file: File | Blob,
  {
    name,
    onProgress,
    signal,
  }: { name: string; onProgress?: (percent: number) => void; signal?: AbortSignal }
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.responseType = 'json'
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
    const token = xsrfToken()
    if (token) request.setRequestHeader('X-XSRF-TOKEN', token)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.((event.loaded / event.total) * 100)
    }
    request.onload = () => {
      if (request.status < 300) resolve((request.response as { data: UploadedFile }).data)
      else reject(new ApiError(request.status, errorsOf(request.response)))
    }
    request.onerror = () => reject(new ApiError(0, []))
    request.onabort = () => reject(new DOMException('Upload cancelled', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    const body = new FormData()
    body.append('file', file, name)
    request.send(body)
  })
}

/** A proxy in between may answer something else than our errors. */
function errorsOf(body: unknown): ErrorItem[] {
  return (body as { errors?: ErrorItem[] } | null)?.errors ?? []
}
