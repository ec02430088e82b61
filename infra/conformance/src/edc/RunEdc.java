import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.edc.boot.system.ServiceLocator;
import org.eclipse.edc.boot.system.ServiceLocatorImpl;
import org.eclipse.edc.boot.system.runtime.BaseRuntime;
import org.eclipse.edc.protocol.spi.DefaultParticipantIdExtractionFunction;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.spi.iam.AudienceResolver;
import org.eclipse.edc.spi.iam.ClaimToken;
import org.eclipse.edc.spi.iam.IdentityService;
import org.eclipse.edc.spi.iam.TokenParameters;
import org.eclipse.edc.spi.iam.TokenRepresentation;
import org.eclipse.edc.spi.iam.VerificationContext;
import org.eclipse.edc.spi.result.Result;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;

/**
 * Runs an EDC made of the released modules on the class path, and of an identity of our own: EDC's mock
 * identity is not among the modules that Maven Central serves everywhere.
 */
public class RunEdc extends BaseRuntime {
    private RunEdc() {
        super(new WithIdentity());
    }

    public static void main(String[] args) {
        new RunEdc().boot(true);
    }

    /** Finds EDC's extensions as always, and ours among them. */
    private static class WithIdentity implements ServiceLocator {
        private final ServiceLocator released = new ServiceLocatorImpl();

        @Override
        public <T> List<T> loadImplementors(Class<T> type, boolean required) {
            var found = new ArrayList<>(released.loadImplementors(type, required));
            if (type == ServiceExtension.class) {
                found.add(type.cast(new BelievingIdentity()));
            }
            return found;
        }

        @Override
        public <T> T loadSingletonImplementor(Class<T> type, boolean required) {
            return released.loadSingletonImplementor(type, required);
        }
    }

    /**
     * Sends unsecured tokens (RFC 7519, section 6) that name this participant as their issuer, and takes the
     * issuer of whatever token comes in for the caller, without a look at its signature.
     */
    public static class BelievingIdentity implements ServiceExtension, IdentityService {
        private static final String ISSUER = "iss";
        private final ObjectMapper json = new ObjectMapper();
        private String participant;

        @Override
        public String name() {
            return "Identity that believes every token";
        }

        @Override
        public void initialize(ServiceExtensionContext context) {
            participant = context.getConfig().getString("edc.participant.id");
        }

        @Provider
        public IdentityService identityService() {
            return this;
        }

        @Provider
        public AudienceResolver audienceResolver() {
            return message -> Result.success(message.getCounterPartyId());
        }

        @Provider
        public DefaultParticipantIdExtractionFunction callerOf() {
            return token -> token.getStringClaim(ISSUER);
        }

        @Override
        public Result<TokenRepresentation> obtainClientCredentials(String contextId, TokenParameters parameters) {
            var claims = json.createObjectNode()
                    .put(ISSUER, participant)
                    .put("sub", participant)
                    .put("aud", parameters.getStringClaim("aud"));
            var token = "Bearer " + encoded("{\"alg\":\"none\"}") + "." + encoded(claims.toString()) + ".";
            return Result.success(TokenRepresentation.Builder.newInstance().token(token).build());
        }

        @Override
        public Result<ClaimToken> verifyJwtToken(
                String contextId, TokenRepresentation token, VerificationContext context) {
            try {
                var claims = json.readTree(Base64.getUrlDecoder().decode(token.getToken().split("\\.")[1]));
                var caller = Map.<String, Object>of(ISSUER, claims.get(ISSUER).asText());
                return Result.success(ClaimToken.Builder.newInstance().claims(caller).build());
            } catch (IOException | RuntimeException unreadable) {
                return Result.failure("the token is no JWT with an issuer");
            }
        }

        private static String encoded(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
