package org.socle.contract;

import org.socle.contract.senml.SenmlFormat;

/** Target of the fuzzer: any exception but {@link ContractException} is a finding. The first byte picks the encoding. */
public final class PackFuzzer {
    private PackFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = new byte[input.length - 1];
        System.arraycopy(input, 1, bytes, 0, bytes.length);
        SenmlFormat format = input[0] % 2 == 0 ? SenmlFormat.CBOR : SenmlFormat.JSON;
        try {
            Pack pack = Pack.decode(bytes, format);
            Pack again = Pack.decode(pack.encode(format), format);
            if (again.samples().size() != pack.samples().size()) {
                throw new AssertionError("a decoded pack changes when it is encoded again");
            }
        } catch (ContractException expected) {
            // The clear error that is promised.
        }
    }
}
