// Read by any version of Node, so written for all of them.
var parts = process.versions.node.split('.').map(Number);
var major = parts[0];
var minor = parts[1];

if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(
    'Sextant needs Node 20.19, 22.12 or newer; this is Node ' + process.versions.node + '. See https://nodejs.org'
  );
  process.exit(1);
}
