/** Builds the resident's page into dist/resident, served under /r/. No service worker: nobody's household should stay on a borrowed phone. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/r/',
  plugins: [react()],
  build: { outDir: '../../dist/resident', emptyOutDir: true, reportCompressedSize: false },
  // The server compares Origin with Host: the proxy must leave both as they are.
  server: {
    proxy: { '/api': { target: process.env['SHOUWANG_SERVER'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
