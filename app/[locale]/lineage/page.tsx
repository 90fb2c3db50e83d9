export default function Lineage() { return null; }
