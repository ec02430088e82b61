import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.dataspacetck.core.spi.boot.Monitor;
import org.eclipse.dataspacetck.core.spi.system.SystemLauncher;
import org.eclipse.dataspacetck.runtime.TckRuntime;

/**
 * Runs the tests of one kit and tells on standard output what became of each; the caller judges.
 * Arguments: the launcher's class, a file of properties, then the packages that hold the tests.
 */
public class RunKit {
    public static void main(String[] args) throws Exception {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(args[1]))) {
            properties.load(reader);
        }
        var launcher = Class.forName(args[0]).asSubclass(SystemLauncher.class);
        var builder = TckRuntime.Builder.newInstance().launcher(launcher).monitor(new Lines());
        properties.stringPropertyNames().forEach(name -> builder.property(name, properties.getProperty(name)));
        for (var index = 2; index < args.length; index++) {
            builder.addPackage(args[index]);
        }
        var summary = builder.build().execute();
        for (var failure : summary.getFailures()) {
            System.out.println("WORDS: " + failure.getTestIdentifier().getDisplayName());
            System.out.println(stackOf(failure.getException()).indent(2).stripTrailing());
        }
        System.out.printf("COUNTS: found %d, started %d, succeeded %d, failed %d, skipped %d%n",
                summary.getTestsFoundCount(), summary.getTestsStartedCount(), summary.getTestsSucceededCount(),
                summary.getTestsFailedCount(), summary.getTestsSkippedCount());
        System.out.flush();
        // Servers and clients of the kit keep threads that would hold this process up.
        System.exit(0);
    }

    private static String stackOf(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** One line a message, without colours. */
    private static final class Lines implements Monitor {
        @Override
        public Monitor message(String text) {
            System.out.println(text.strip());
            System.out.flush();
            return this;
        }

        @Override
        public Monitor debug(String text) {
            return Boolean.getBoolean("dataspacetck.debug") ? message("  " + text) : this;
        }

        @Override
        public Monitor newLine() {
            return this;
        }

        @Override
        public Monitor enableSuccess() {
            return this;
        }

        @Override
        public Monitor enableError() {
            return this;
        }

        @Override
        public Monitor enableBold() {
            return this;
        }

        @Override
        public Monitor resetMode() {
            return this;
        }
    }
}
