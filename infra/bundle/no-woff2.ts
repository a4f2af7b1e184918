/**
 * What fontkit needs to read WOFF2 fonts: 460 kB of dictionary, which weigh more than all else that sets a PDF. Our fonts are TrueType.
 */
export default function decompress(): never {
  throw new Error('WOFF2 fonts are left out of the bundles: use TrueType.');
}
