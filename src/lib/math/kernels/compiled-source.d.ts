/** Kernels compiled from their AssemblyScript sources when they are imported (tools/kernels.mjs), in base64. */
declare module '*/assembly/index.ts?compiled' {
  export const binary: string;
}
