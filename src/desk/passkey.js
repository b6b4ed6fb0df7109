// Passkeys: signing in with one, and adding one. Without this script, or in a browser without passkeys, the controls stay
// hidden and passwords do everything.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (it) => it.charCodeAt(0));
const text = (buffer) =>
	btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function post(path, body) {
	const answer = await fetch(`/desk/api/passkeys/${path}`, {
		method: "POST",
		headers: { "content-type": "application/json", accept: "application/json" },
		body: JSON.stringify(body),
	});
	if (answer.status === 204) return null;
	const said = await answer.json();
	if (!answer.ok) throw new Error(said.message);
	return said;
}

const withBytes = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function signIn({ to }) {
	const { ceremony, publicKey } = await post("sign-in", {});
	const credential = await navigator.credentials.get({
		publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: withBytes(publicKey.allowCredentials) },
	});
	const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
	await post("sign-in/finish", {
		ceremony,
		credential: {
			id: credential.id,
			rawId: text(credential.rawId),
			type: credential.type,
			extensions: {},
			response: {
				authenticatorData: text(authenticatorData),
				clientDataJSON: text(clientDataJSON),
				signature: text(signature),
				userHandle: userHandle && text(userHandle),
			},
		},
	});
	location.assign(to || "/desk");
}

async function add(_, form) {
	const { ceremony, publicKey } = await post("add", {});
	const credential = await navigator.credentials.create({
		publicKey: {
			...publicKey,
			challenge: bytes(publicKey.challenge),
			user: { ...publicKey.user, id: bytes(publicKey.user.id) },
			excludeCredentials: withBytes(publicKey.excludeCredentials),
		},
	});
	const { attestationObject, clientDataJSON } = credential.response;
	await post("add/finish", {
		ceremony,
		name: form.querySelector("input").value,
		credential: {
			id: credential.id,
			rawId: text(credential.rawId),
			type: credential.type,
			extensions: {},
			response: { attestationObject: text(attestationObject), clientDataJSON: text(clientDataJSON) },
		},
	});
	location.assign("/desk/account?done=passkey-added");
}

const works = window.PublicKeyCredential && navigator.credentials;
for (const place of document.querySelectorAll("[data-passkey]")) {
	const { domain, passkey, failed } = place.dataset;
	if (!works || location.hostname !== domain) continue;
	place.hidden = false;
	for (const other of document.querySelectorAll(".without-passkeys")) other.hidden = true;
	const error = place.querySelector(".error");
	const button = place.querySelector("button");
	const begin = async (event) => {
		event.preventDefault();
		error.textContent = "";
		button.disabled = true;
		try {
			await (passkey === "add" ? add : signIn)(place.dataset, place);
		} catch (fault) {
			// The browser's own words for a person who changed their mind are in no language of ours.
			error.textContent = fault instanceof DOMException ? failed : fault.message || failed;
			button.disabled = false;
		}
	};
	if (place.localName === "form") place.addEventListener("submit", begin);
	else button.addEventListener("click", begin);
}
