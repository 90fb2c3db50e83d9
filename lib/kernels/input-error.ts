/** Input that a kernel cannot take, in one line that names the tensor or parameter. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
