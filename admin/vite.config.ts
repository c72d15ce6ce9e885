import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compressedAssets } from './vite/compress.ts'
import { NONCE, pages } from './vite/pages.ts'
import { VENDOR_MODULES, vendorEntries, vendorModules } from './vite/vendor_modules.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://localhost:${process.env.PORT ?? 3333}`

export default defineConfig({
  root: here('.'),
  cacheDir: here('../node_modules/.vite/admin'),
  plugins: [react(), vendorModules(), pages(), compressedAssets()],
  html: { cspNonce: NONCE },
  resolve: {
    alias: {
      '@xinglin/contracts': here('../app/contracts/index.ts'),
      '@xinglin/admin': here('./src/index.ts'),
    },
  },
  optimizeDeps: { include: VENDOR_MODULES.filter((name) => !name.startsWith('@xinglin/')) },
  build: {
    outDir: here('../build/admin'),
    emptyOutDir: true,
    target: 'es2022',
    // Data addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        shell: here('./index.html'),
        login: here('./login.html'),
        apiDocs: here('./api_docs.html'),
        ...vendorEntries(),
      },
      // Otherwise the vendor entries' exports are dropped as unused.
      preserveEntrySignatures: 'exports-only',
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/health', '/socket.io'].map((path) => [
        path,
        { target: server, ws: path === '/socket.io' },
      ])
    ),
  },
})
